// Applies the stored theme before the first paint. "auto" stores nothing: CSS follows the system.
try {
  const theme = localStorage.getItem('darkroom.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is blocked: the system's theme is used.
}
