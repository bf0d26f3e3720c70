import { useFormats } from '../../i18n/formats.js';

/** Writes MiB, as the parameters of profiles count memory; GiB where those would be many. */
export function useMemorySize(): (mebibytes: number) => string {
  const { number } = useFormats();
  return (mebibytes) =>
    mebibytes < 10_240 ? `${number(mebibytes)} MiB` : `${number(mebibytes / 1024, 1)} GiB`;
}
