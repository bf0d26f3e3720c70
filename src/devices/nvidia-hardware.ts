import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const nvidia = '0x10de';
/** PCI base class "display controller" (PCI Code and ID Assignment Specification, 1.4). */
const display = '0x03';

/**
 * Whether there is an NVIDIA GPU on the PCI bus, with or without a driver; false where the system does not tell.
 * @param root where /sys is
 */
export async function hasNvidiaHardware(root = '/'): Promise<boolean> {
  const bus = join(root, 'sys/bus/pci/devices');
  const slots = await readdir(bus).catch(() => []);
  const found = await Promise.all(
    slots.map(async (slot) => {
      const [vendor, kind] = await Promise.all([
        textOf(join(bus, slot, 'vendor')),
        textOf(join(bus, slot, 'class')),
      ]);
      return vendor === nvidia && kind.startsWith(display);
    }),
  );
  return found.includes(true);
}

function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').then(
    (text) => text.trim(),
    () => '',
  );
}
