import type { Language } from '../../preferences/preferences.js';

const options: Readonly<Record<'second' | 'minute' | 'day', Intl.DateTimeFormatOptions>> = {
  second: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  minute: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  day: { weekday: 'short', day: 'numeric' },
};

/**
 * How the times along an axis are written.
 *
 * @param seconds from one end of the axis to the other
 */
export function timeLabels(language: Language, seconds: number): (at: number) => string {
  const finest = seconds <= 600 ? 'second' : seconds <= 2 * 86_400 ? 'minute' : 'day';
  const format = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en', options[finest]);
  return (at) => format.format(at * 1000);
}
