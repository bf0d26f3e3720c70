import { describe, expect, it } from 'vitest';
import { DocumentStream } from '../../src/devices/document-stream.js';
import { readNvidiaSmiDocument } from '../../src/devices/nvidia-smi-document.js';
import { readingOf, recorded } from './replayed-nvidia-smi.js';

const nothing = new Map<number, string>();

describe('what nvidia-smi printed on other machines', () => {
  it.each([
    ['quadro-p400', '418.43', '10.1', 'Quadro P400', 1998, 0, 33],
    ['gt-1030', '470.74', '11.4', 'NVIDIA GeForce GT 1030', 1998, 875, 36],
    ['tesla-t4', '515.105.01', '11.7', 'Tesla T4', 15_360, 1032, 40],
    ['a100-mig', '535.54.03', '12.2', 'NVIDIA A100-SXM4-80GB', 81_920, 50, 27],
    ['rtx-3060', '570.124.04', '12.8', 'NVIDIA GeForce RTX 3060', 12_288, 116, 42],
    ['dual-2070', '590.44.01', '13.1', 'NVIDIA GeForce RTX 2070', 8192, 1, 14],
    [
      'pro-6000',
      '590.44.01',
      '13.1',
      'NVIDIA RTX PRO 6000 Blackwell Max-Q Workstation Edition',
      97_887,
      65_720,
      24,
    ],
  ])('is read: %s', (name, driver, cudaVersion, product, total, used, temperature) => {
    const reading = readingOf(name);
    expect(reading).toMatchObject({ driver, cudaVersion, reason: null });
    expect(reading.gpus[0]).toMatchObject({
      index: 0,
      driver,
      name: product,
      memoryTotalMiB: total,
      memoryUsedMiB: used,
      temperatureC: temperature,
    });
    expect(reading.gpus[0]?.uuid).toMatch(/^GPU-[0-9a-f-]{36}$/);
  });

  it('may lack driver and CUDA version', () => {
    const { driver, cudaVersion, gpus } = readingOf('gtx-1070-ti');
    expect([driver, cudaVersion]).toEqual([null, null]);
    expect(gpus).toMatchObject([{ name: 'GeForce GTX 1070 Ti', memoryTotalMiB: 4096, utilization: 0 }]);
  });

  it('lists the processes of a GPU', () => {
    expect(readingOf('tesla-t4').gpus[0]?.processes).toEqual([
      { pid: 675, usedMiB: 22 },
      { pid: 5762, usedMiB: 1005 },
    ]);
    expect(readingOf('quadro-p400').gpus[0]?.processes).toEqual([]);
    expect(readingOf('a100-mig').gpus[0]?.processes).toEqual([]);
  });

  it('numbers several GPUs, each with its compute capability', () => {
    const { gpus } = readingOf('dual-2070', ['7.5', '7.5']);
    expect(
      gpus.map(({ index, computeCapability, temperatureC }) => [index, computeCapability, temperatureC]),
    ).toEqual([
      [0, '7.5', 14],
      [1, '7.5', 13],
    ]);
  });

  it('tells of MIG instances, and that utilization is then unknown', () => {
    const [gpu] = readingOf('a100-mig').gpus;
    expect(gpu).toMatchObject({ migEnabled: true, utilization: null });
    expect(gpu?.migDevices).toHaveLength(4);
    expect(gpu?.migDevices[2]).toEqual({
      uuid: null,
      gpuInstance: 5,
      computeInstance: 0,
      memoryTotalMiB: 19_968,
      memoryUsedMiB: 12,
    });
    expect(readingOf('tesla-t4').gpus[0]?.migEnabled).toBe(false);
  });

  it.each(['N/A', '[N/A]', '[Not Supported]', 'ERR!', 'Unknown Error', 'Insufficient Permissions', ''])(
    'gives null for a value that is %j',
    (text) => {
      const xml = recorded('tesla-t4')
        .replace('>15360 MiB<', `>${text}<`)
        .replace('>0 %<', `>${text}<`)
        .replace('>40 C<', `>${text}<`)
        .replace('>1005 MiB<', `>${text}<`)
        .replace('>11.7<', `>${text}<`)
        .replace(/GPU-d37e[^<]*/, text);
      const reading = readNvidiaSmiDocument(xml, nothing, 0);
      expect(reading?.cudaVersion).toBeNull();
      expect(reading?.gpus[0]).toMatchObject({
        uuid: null,
        memoryTotalMiB: null,
        memoryUsedMiB: 1032,
        utilization: null,
        temperatureC: null,
        processes: [
          { pid: 675, usedMiB: 22 },
          { pid: 5762, usedMiB: null },
        ],
      });
    },
  );

  it('reads a busy GPU as a share', () => {
    const xml = recorded('tesla-t4').replace('<gpu_util>0 %<', '<gpu_util>87 %<');
    expect(readNvidiaSmiDocument(xml, nothing, 0)?.gpus[0]?.utilization).toBeCloseTo(0.87);
  });

  it.each(['', 'No devices were found', '<html></html>', '<nvidia_smi_log', '{}', '\0\0'])(
    'is no document: %j',
    (text) => {
      expect(readNvidiaSmiDocument(text, nothing, 0)).toBeNull();
    },
  );
});

describe('documents in a stream', () => {
  const first = recorded('tesla-t4');
  const second = recorded('dual-2070');
  const body = (xml: string): string => xml.slice(xml.indexOf('<nvidia_smi_log>')).trim();

  it('come out whole, however they arrive', () => {
    for (const size of [1, 7, 16, 17, 1000, 1e6]) {
      const stream = new DocumentStream();
      const all = first + second + first;
      const documents: string[] = [];
      for (let at = 0; at < all.length; at += size) documents.push(...stream.push(all.slice(at, at + size)));
      expect(documents).toEqual([body(first), body(second), body(first)]);
      expect(stream.remark).toBe('');
    }
  });

  it('survive one that was cut off, and text between them', () => {
    const stream = new DocumentStream();
    const documents = stream.push(
      `${first.slice(0, 900)}${second}Unable to determine the device handle\n${first}trailing`,
    );
    expect(documents).toEqual([body(second), body(first)]);
    expect(stream.remark).toContain('Unable to determine the device handle');
  });

  it('are dropped when they never end, and the next one is read', () => {
    const stream = new DocumentStream(10_000);
    for (let i = 0; i < 100; i++) expect(stream.push('<nvidia_smi_log>'.padEnd(1000, 'x'))).toEqual([]);
    expect(stream.remark.length).toBeLessThanOrEqual(2000);
    expect(stream.push(`y${second}`)).toEqual([body(second)]);
  });
});
