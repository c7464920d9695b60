"""How every shipped weight was made: networks, pictures, trainer and export."""
