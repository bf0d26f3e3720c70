import type { PickleSource } from './pickle-source.js';
import { describeValue, ofKind, type PickleTuple, type PickleValue } from './pickle-value.js';
import type { Refusal } from './refusal.js';

/** More than the deepest real checkpoint needs: PyTorch writes a dictionary in batches of 1000 entries. */
const deepestStack = 100_000;
const mostMarks = 1000;
const mostRemembered = 250_000;

/** What a pickle may name, and what its persistent ids mean. */
export interface PickleVocabulary {
  /** The meaning of `module.name`, or null for what must be refused. */
  find(name: string): PickleValue;
  /** The meaning of a persistent id. */
  load(id: PickleTuple, refuse: Refusal): PickleValue;
}

/** Stack, marks and memo of a pickle that is being read, all of them bounded. */
export class PickleMachine {
  readonly source: PickleSource;
  readonly vocabulary: PickleVocabulary;
  /** Makes the error for the opcode that is being run. */
  readonly refuse: Refusal;
  readonly #stack: PickleValue[] = [];
  readonly #marks: number[] = [];
  readonly #memo = new Map<number, PickleValue>();

  constructor(source: PickleSource, vocabulary: PickleVocabulary, refuse: Refusal) {
    this.source = source;
    this.vocabulary = vocabulary;
    this.refuse = refuse;
  }

  push(value: PickleValue): void {
    if (this.#stack.length >= deepestStack) throw this.refuse(`more than ${deepestStack} values at once`);
    this.#stack.push(value);
  }

  pop(): PickleValue {
    const value = this.peek();
    this.#stack.pop();
    return value;
  }

  /** The topmost value since the last mark. */
  peek(): PickleValue {
    const value = this.#stack.at(-1);
    if (value === undefined || this.#stack.length <= (this.#marks.at(-1) ?? 0)) {
      throw this.refuse('needs a value that is not there');
    }
    return value;
  }

  /** The topmost value, which must be a tuple. */
  popTuple(): PickleTuple {
    const value = this.pop();
    const tuple = ofKind(value, 'tuple');
    if (tuple === null) throw this.refuse(`needs a tuple, not ${describeValue(value)}`);
    return tuple;
  }

  /** The topmost values, lowest first. */
  popMany(count: number): PickleValue[] {
    const values = Array.from({ length: count }, () => this.pop());
    return values.reverse();
  }

  mark(): void {
    if (this.#marks.length >= mostMarks) throw this.refuse(`nested deeper than ${mostMarks}`);
    this.#marks.push(this.#stack.length);
  }

  /** The values since the last mark, lowest first. */
  popToMark(): PickleValue[] {
    const mark = this.#marks.pop();
    if (mark === undefined) throw this.refuse('needs a mark that is not there');
    return this.#stack.splice(mark);
  }

  remember(slot: number): void {
    if (this.#memo.size >= mostRemembered) throw this.refuse(`remembers more than ${mostRemembered} values`);
    this.#memo.set(slot, this.peek());
  }

  recall(slot: number): void {
    const value = this.#memo.get(slot);
    if (value === undefined) throw this.refuse(`recalls slot ${slot}, which was never filled`);
    this.push(value);
  }
}
