import type { LargeFigures } from './try-model.js';
import { publishedSizes } from '../../src/model/synthetic/published-sizes.js';

/** The figures as Markdown. @param machine one line */
export function reportLarge(figures: readonly LargeFigures[], machine: string): string {
  return [
    `Measured by \`npm run test:large\`: ${machine}.`,
    '',
    '### Every size of OFA',
    '',
    'Synthetic weights in the shapes of the published sizes at 480 px. Compiling, every time in a fresh process; memory is by how',
    'much that process grew:',
    '',
    table(
      [
        'size',
        'parameters',
        'weights as published',
        'GiB',
        'precision',
        'graph, GiB',
        's',
        'memory, MiB',
        'of the graph',
      ],
      figures.flatMap(({ size, compilations }) =>
        compilations.map(({ form, precision, checkpointBytes, graphBytes, seconds, growth }) => [
          size,
          `${(publishedSizes[size].parameters / 1e6).toFixed(0)} M`,
          form,
          gibibytes(checkpointBytes),
          precision,
          gibibytes(graphBytes),
          seconds.toFixed(1),
          mebibytes(growth),
          (growth / graphBytes).toFixed(2),
        ]),
      ),
    ),
    '',
    'Loading the compiled FP32 graph and captioning one picture, all 17 steps, beam 5; medians of five fresh processes. Resident',
    'memory, of which the mapped file of weights is a part:',
    '',
    table(
      ['size', 'load, s', 'memory after loading, MiB', 'caption, s', 'peak, MiB'],
      figures.map(({ size, loadSeconds, loadPeak, captionSeconds, peak }) => [
        size,
        loadSeconds.toFixed(2),
        mebibytes(loadPeak),
        captionSeconds.toFixed(2),
        mebibytes(peak),
      ]),
    ),
    '',
  ].join('\n');
}

function gibibytes(bytes: number): string {
  return (bytes / 2 ** 30).toFixed(2);
}

function mebibytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
