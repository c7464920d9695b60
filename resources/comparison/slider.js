"use strict";
(() => {
  const stage = document.querySelector(".stage");
  const slider = stage.querySelector("input");

  const show = (percent) => {
    stage.style.setProperty("--at", `${percent}%`);
    slider.setAttribute("aria-valuetext", slider.dataset.share.replace("{0}", Math.round(percent)));
  };

  const follow = (event) => {
    const place = stage.getBoundingClientRect();
    const percent = 100 * Math.min(1, Math.max(0, (event.clientX - place.left) / place.width));
    slider.value = Math.round(percent);
    show(percent);
  };

  stage.addEventListener("pointerdown", (event) => {
    if (event.button === 0 && event.isPrimary) {
      event.preventDefault();
      stage.setPointerCapture(event.pointerId);
      slider.focus({ preventScroll: true });
      follow(event);
    }
  });
  stage.addEventListener("pointermove", (event) => {
    if (stage.hasPointerCapture(event.pointerId)) {
      follow(event);
    }
  });
  slider.addEventListener("input", () => show(slider.value));
  document.documentElement.classList.add("live");
  show(slider.value);
})();
