export interface Preset {
  name: string;
  recipe: string;
}

/** Starting points; each also shows a piece of the recipe language. */
export const PRESETS: readonly Preset[] = [
  { name: 'Thumbnail', recipe: 'resize:320x320/jpeg:q=80' },
  { name: 'Square', recipe: 'resize:800x800,fit=cover/jpeg:q=80' },
  { name: 'Web', recipe: 'resize:1600x1600,noEnlarge/jpeg:q=75' },
  { name: 'Grayscale', recipe: 'grayscale/jpeg:q=80' },
  { name: 'Rotate', recipe: 'rotate:90/jpeg:q=80' },
  { name: 'Mirror', recipe: 'flop/jpeg:q=80' },
];
