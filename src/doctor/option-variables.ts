import * as say from '../messages/about-doctor-environment.js';
import { GroupChecks, type DoctorCheck } from './check.js';
import type { Examination } from './examination.js';

const checks = new GroupChecks('environment');

const prefix = 'OFA_CAPTION_';
/** More wrong letters than these make another word. */
const mostWrongLetters = 3;

/** A misspelt variable is obeyed by nobody, and nobody says so. */
export function checkOptionVariables({ environment, knownVariables }: Examination): DoctorCheck {
  const set = Object.keys(environment)
    .filter((name) => name.toUpperCase().startsWith(prefix))
    .sort();
  const unknown = set.filter((name) => !knownVariables.has(name));
  if (unknown.length === 0) return checks.pass('option-variables', say.variablesKnown(set));
  const named = unknown.map((name) => ({ name, meant: nearest(name, knownVariables) }));
  return checks.warn('option-variables', say.unknownVariables(named), say.correctVariables());
}

function nearest(name: string, known: ReadonlySet<string>): string | null {
  const ranked = [...known]
    .map((candidate) => ({ candidate, wrong: wrongLetters(name.toUpperCase(), candidate) }))
    .sort((one, other) => one.wrong - other.wrong);
  const [best] = ranked;
  return best !== undefined && best.wrong <= mostWrongLetters ? best.candidate : null;
}

/** Levenshtein's distance, row by row. */
function wrongLetters(word: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (const [line, letter] of word.split('').entries()) {
    const next = [line + 1];
    for (const [column, candidate] of other.split('').entries()) {
      const replaced = row[column]! + (letter === candidate ? 0 : 1);
      next.push(Math.min(replaced, row[column + 1]! + 1, next[column]! + 1));
    }
    row = next;
  }
  return row[other.length]!;
}
