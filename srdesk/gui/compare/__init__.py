"""The comparison: pictures as tiles of one scene, seen through one viewport, with a divider between the sides."""
