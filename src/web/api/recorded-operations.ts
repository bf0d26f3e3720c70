import { Value } from '../preferences/value.js';

/** An operation that the page sent. */
export interface RecordedOperation {
  readonly id: number;
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly name: string;
  /** The document as it was sent. */
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const kept = 30;

/** The last operations of this page, newest first, for those who want to do the same in their own program. */
export class RecordedOperations {
  readonly list = new Value<readonly RecordedOperation[]>([]);
  #count = 0;

  record(operation: Omit<RecordedOperation, 'id' | 'at'>): void {
    const recorded = { ...operation, id: ++this.#count, at: Date.now() };
    const others = this.list.get().filter((earlier) => !isRepeated(earlier, recorded));
    this.list.set([recorded, ...others].slice(0, kept));
  }
}

/** Views ask the same again and again: one of these is enough, so that what was done in between stays. */
function isRepeated(earlier: RecordedOperation, later: RecordedOperation): boolean {
  return (
    later.kind === 'query' &&
    earlier.document === later.document &&
    JSON.stringify(earlier.variables) === JSON.stringify(later.variables)
  );
}
