import { NoSchemaIntrospectionCustomRule, validate, type ExecutionArgs } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** Variables are checked when the operation is executed. */
function hideSuggestions({ args }: { readonly args: ExecutionArgs }): void {
  args.hideSuggestions = true;
}

/** Tells strangers nothing about the schema: no introspection, and no “Did you mean …?” in messages. */
export function useHiddenSchema(): Plugin {
  return {
    onValidate({ addValidationRule, setValidationFn }) {
      addValidationRule(NoSchemaIntrospectionCustomRule);
      setValidationFn((schema, document, rules, options, typeInfo) =>
        validate(schema, document, rules, { ...options, hideSuggestions: true }, typeInfo),
      );
    },
    onExecute: hideSuggestions,
    onSubscribe: hideSuggestions,
  };
}
