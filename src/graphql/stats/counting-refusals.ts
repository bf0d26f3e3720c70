import { CodedError } from '../../errors/coded-error.js';
import type { Refusals } from '../../stats/refusals.js';

/** Does the work; where it refuses the request, that is counted before the client is told. */
export async function countingRefusals<Result>(
  refusals: Refusals,
  profile: string | null,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CodedError) await refusals.count(error.code, profile);
    throw error;
  }
}
