/* The framework asks for its font of icons, 376 KB, before there is one; an icon that is shown asks for it anyway. */
(() => {
  const load = document.fonts.load.bind(document.fonts);
  document.fonts.load = (font, ...text) =>
    font.includes("Material Symbols") && !text.length ? Promise.resolve([]) : load(font, ...text);
})();
