/** A dense matrix in double precision, row-major. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;
}

export function matrix(rows: number, columns: number, values: ArrayLike<number>): Matrix {
  return { rows, columns, data: Float64Array.from(values) };
}

/** The rows with these numbers, in this order. */
export function pickRows(source: Matrix, rows: readonly number[]): Matrix {
  const { columns } = source;
  const data = new Float64Array(rows.length * columns);
  rows.forEach((row, index) => {
    data.set(source.data.subarray(row * columns, (row + 1) * columns), index * columns);
  });
  return { rows: rows.length, columns, data };
}

/** One matrix below the other. */
export function stackRows(parts: readonly Matrix[]): Matrix {
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  const columns = parts[0]?.columns ?? 0;
  const data = new Float64Array(rows * columns);
  let offset = 0;
  for (const part of parts) {
    data.set(part.data, offset);
    offset += part.data.length;
  }
  return { rows, columns, data };
}

/** Every element times `factor`. */
export function scale(source: Matrix, factor: number): Matrix {
  return { ...source, data: source.data.map((value) => value * factor) };
}

/** `source · transpose(weight) + bias`: what a linear layer with a weight of `[outputs, inputs]` computes. */
export function applyLinear(source: Matrix, weight: Matrix, bias: ArrayLike<number>): Matrix {
  const { rows, columns: inputs } = source;
  const outputs = weight.rows;
  const data = new Float64Array(rows * outputs);
  for (let row = 0; row < rows; row++) {
    for (let output = 0; output < outputs; output++) {
      let sum = bias[output] ?? 0;
      const left = row * inputs;
      const right = output * inputs;
      for (let i = 0; i < inputs; i++) sum += source.data[left + i]! * weight.data[right + i]!;
      data[row * outputs + output] = sum;
    }
  }
  return { rows, columns: outputs, data };
}

/** Layer normalisation of every row (modeling_ofa.py:81-93). */
export function normaliseRows(
  source: Matrix,
  weight: ArrayLike<number>,
  bias: ArrayLike<number>,
  epsilon: number,
): Matrix {
  const { rows, columns } = source;
  const data = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const values = source.data.subarray(row * columns, (row + 1) * columns);
    const mean = values.reduce((sum, value) => sum + value, 0) / columns;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / columns;
    const inverse = 1 / Math.sqrt(variance + epsilon);
    for (let i = 0; i < columns; i++) {
      data[row * columns + i] = (values[i]! - mean) * inverse * weight[i]! + bias[i]!;
    }
  }
  return { rows, columns, data };
}

/** `[rows, heads * width]` as `[heads, rows, width]`, or as `[heads, width, rows]` when transposed. */
export function splitHeads(source: Matrix, heads: number, transposed: boolean): Float64Array {
  const { rows, columns, data } = source;
  const width = columns / heads;
  const split = new Float64Array(data.length);
  for (let head = 0; head < heads; head++) {
    for (let row = 0; row < rows; row++) {
      for (let i = 0; i < width; i++) {
        const within = transposed ? i * rows + row : row * width + i;
        split[head * rows * width + within] = data[row * columns + head * width + i]!;
      }
    }
  }
  return split;
}
