import {
  getOperationAST,
  getVariableValues,
  NoSchemaIntrospectionCustomRule,
  validate,
  type ExecutionArgs,
  type ExecutionResult,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** Tells strangers nothing about the schema: no introspection, and no “Did you mean …?” in messages. */
export function useHiddenSchema(): Plugin {
  return {
    onValidate({ addValidationRule, setValidationFn }) {
      addValidationRule(NoSchemaIntrospectionCustomRule);
      setValidationFn(validateQuietly);
    },
    onExecute: checkVariables,
    onSubscribe: checkVariables,
  };
}

const validateQuietly: typeof validate = (schema, document, rules, options, typeInfo) =>
  validate(schema, document, rules, { ...options, hideSuggestions: true }, typeInfo);

interface Execution {
  readonly args: ExecutionArgs;
  readonly setResultAndStopExecution: (result: ExecutionResult) => void;
}

/** The executor would refuse wrong variables too, but with suggestions. */
function checkVariables({ args, setResultAndStopExecution }: Execution): void {
  const { schema, document, operationName, variableValues } = args;
  const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? [];
  const { errors } = getVariableValues(schema, definitions, variableValues ?? {}, { hideSuggestions: true });
  if (errors !== undefined) setResultAndStopExecution({ errors });
}
