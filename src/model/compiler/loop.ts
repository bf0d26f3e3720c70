import type { GraphBuilder, Value } from './graph-builder.js';
import { dataType, type DataType, type Dimension, type ValueInfo } from './onnx/model.js';

/** One value that a loop carries from step to step. */
export interface LoopState {
  readonly name: string;
  readonly type: DataType;
  /** A growing axis has different names at the start and the end of a step. */
  readonly shape: readonly Dimension[];
  readonly shapeAfter?: readonly Dimension[];
  readonly initial: Value;
}

/** What the body of a loop makes of one step. */
export interface LoopStep {
  /** Scalar bool: whether there is another step. */
  readonly proceed: Value;
  /** New states, in the order of the old ones. */
  readonly states: readonly Value[];
  /** Activations of which the loop returns every step's. */
  readonly stacked: readonly Value[];
}

/** What a loop returns. */
export interface LoopResult {
  /** The states after the last step. */
  readonly states: readonly Value[];
  /** Every step's values along a new first axis. */
  readonly stacked: readonly Value[];
}

/**
 * Adds a `Loop`. Marks made in the body are stacked as `stacked` is.
 * @param steps scalar int64: the most steps
 * @param build makes the body from the step number (scalar int64) and the states at its start
 */
export async function addLoop(
  graph: GraphBuilder,
  steps: Value,
  states: readonly LoopState[],
  build: (body: GraphBuilder, step: Value, states: readonly Value[]) => LoopStep | Promise<LoopStep>,
): Promise<LoopResult> {
  const body = graph.body();
  const step = graph.name('step');
  const condition = graph.name('proceed');
  const before: ValueInfo[] = states.map(({ name, type, shape }) => ({
    name: graph.name(name),
    type,
    shape,
  }));
  const result = await build(
    body,
    step,
    before.map(({ name }) => name),
  );
  const after: ValueInfo[] = states.map(({ type, shape, shapeAfter }, index) => ({
    name: result.states[index]!,
    type,
    shape: shapeAfter ?? shape,
  }));
  const marks = [...body.marks];
  const stacked: ValueInfo[] = [
    ...result.stacked.map((name) => ({ name, type: graph.numerics.activations, shape: null })),
    ...marks.map(([, name]) => ({ name, type: dataType.float, shape: null })),
  ];
  const bodyGraph = body.finish(
    'step',
    [
      { name: step, type: dataType.int64, shape: [] },
      { name: condition, type: dataType.bool, shape: [] },
      ...before,
    ],
    [{ name: result.proceed, type: dataType.bool, shape: [] }, ...after, ...stacked],
  );
  const outputs = graph.ops(
    'Loop',
    [steps, graph.bool(true), ...states.map(({ initial }) => initial)],
    after.length + stacked.length,
    { body: bodyGraph },
  );
  const stackedOutputs = outputs.slice(after.length);
  marks.forEach(([name], index) => {
    graph.collect(name, stackedOutputs[result.stacked.length + index]!);
  });
  return { states: outputs.slice(0, after.length), stacked: stackedOutputs.slice(0, result.stacked.length) };
}
