/** What a graph calculates with. */
export const precisions = ['FP32', 'FP16', 'BF16', 'INT8'] as const;

export type Precision = (typeof precisions)[number];
