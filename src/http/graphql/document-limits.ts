import { maxAliasesPlugin } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthPlugin } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesPlugin } from '@escape.tech/graphql-armor-max-directives';
import { maxTokensPlugin } from '@escape.tech/graphql-armor-max-tokens';
import { GraphQLError, type ExecutionArgs, type ExecutionResult, type ValidationContext } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { CodedError } from '../../errors/coded-error.js';
import type { Wording } from '../../errors/wording.js';
import {
  tooCostly,
  tooDeep,
  tooLongDocument,
  tooManyAliases,
  tooManyDirectives,
} from '../../messages/about-documents.js';
import { operationCost } from './operation-cost.js';

/** What one document may ask for; more is refused before anything of it is executed. */
export const documentLimits = {
  /** Fields inside each other. */
  depth: 12,
  aliases: 30,
  directives: 30,
  /** Names, braces, numbers …; pictures belong into the variables. */
  tokens: 2000,
  /** Fields of the answer, as far as that can be told beforehand (`operationCost`). */
  cost: 20_000,
} as const;

/** Refuses documents beyond the limits, whatever transport they come by. */
export function documentLimitPlugins(): Plugin[] {
  const { depth, aliases, directives, tokens } = documentLimits;
  return [
    maxTokensPlugin({ n: tokens, ...refusing(tooLongDocument(tokens)) }),
    maxDepthPlugin({ n: depth, flattenFragments: true, ...refusing(tooDeep(depth)) }),
    maxAliasesPlugin({ n: aliases, ...refusing(tooManyAliases(aliases)) }),
    maxDirectivesPlugin({ n: directives, ...refusing(tooManyDirectives(directives)) }),
    useCostLimit(),
  ];
}

/** The armour's own messages exist in English only, and its errors have no code. */
function refusing(wording: Wording) {
  return {
    propagateOnRejection: false,
    onReject: [
      (context: ValidationContext | null) => {
        const error = refusal(wording);
        // While the document is still being parsed there is no context.
        if (context === null) throw error;
        context.reportError(error);
      },
    ],
  };
}

/**
 * Not the armour's cost limit: that one reads neither page sizes in variables nor the default one, so that a list within a
 * list would count as one.
 */
function useCostLimit(): Plugin {
  const check = ({ args, setResultAndStopExecution }: Execution): void => {
    if (operationCost(args) <= documentLimits.cost) return;
    setResultAndStopExecution({ errors: [refusal(tooCostly(documentLimits.cost))] });
  };
  return { onExecute: check, onSubscribe: check };
}

interface Execution {
  readonly args: ExecutionArgs;
  readonly setResultAndStopExecution: (result: ExecutionResult) => void;
}

function refusal(wording: Wording): GraphQLError {
  return new GraphQLError(wording.en, { originalError: new CodedError('INVALID_INPUT', wording) });
}
