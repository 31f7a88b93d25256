import citrus from '@/assets/samples/citrus.jpg';
import harbour from '@/assets/samples/harbour.jpg';
import ridges from '@/assets/samples/ridges.jpg';

export interface Sample {
  name: string;
  alt: string;
  url: string;
}

/** Pictures to try things with. They were computed for this project, so nobody else has rights in them. */
export const SAMPLES: readonly Sample[] = [
  { name: 'ridges.jpg', alt: 'Mountain ridges at dusk', url: ridges },
  { name: 'citrus.jpg', alt: 'Still life with citrus fruit', url: citrus },
  { name: 'harbour.jpg', alt: 'A sailing boat in a harbour by night', url: harbour },
];

export async function sampleFile({ name, url }: Sample): Promise<File> {
  const response = await fetch(url);
  if (!response.ok) throw new Error('The sample could not be loaded.');
  return new File([await response.blob()], name, { type: 'image/jpeg' });
}
