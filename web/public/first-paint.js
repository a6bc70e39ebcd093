// Sets theme and language before the first paint, so that nothing flashes.
(() => {
  const root = document.documentElement;
  const kept = (name) => {
    try {
      return localStorage.getItem(`harbinger.${name}`);
    } catch {
      return null;
    }
  };
  const theme = kept('theme');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  const language = kept('language') || (navigator.language || 'en').slice(0, 2);
  root.lang = ['en', 'it', 'de'].includes(language) ? language : 'en';
})();
