import { Segmented } from '@/components/ui/Segmented';
import { setTheme, useTheme } from '@/lib/theme';

const OPTIONS = [
  { value: 'auto', label: 'Follow the system', icon: 'auto' },
  { value: 'light', label: 'Light', icon: 'sun' },
  { value: 'dark', label: 'Dark', icon: 'moon' },
] as const;

export function ThemeSwitch() {
  return (
    <Segmented label="Theme" options={OPTIONS} value={useTheme()} onChange={setTheme} compact />
  );
}
