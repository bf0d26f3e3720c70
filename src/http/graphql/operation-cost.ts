import {
  getNamedType,
  getOperationAST,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type ExecutionArgs,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { largestPage } from '../../graphql/connection/page.js';
import { defaultPageSize } from '../../storage/connection.js';

type Operation = Pick<ExecutionArgs, 'schema' | 'document' | 'operationName' | 'variableValues'>;

/**
 * How many fields the answer to an operation may have: each counts 1, and what is inside a connection as often as its page
 * is long. Of a valid document; fragments are counted wherever they are spread.
 */
export function operationCost(operation: Operation): number {
  const definition = getOperationAST(operation.document, operation.operationName);
  const root = definition && operation.schema.getRootType(definition.operation);
  return definition && root ? new CostCounter(operation).ofSelections(definition.selectionSet, root) : 0;
}

class CostCounter {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Spread again and again, a fragment is counted through once: nested ones would take exponential time. */
  readonly #known = new Map<string, number>();

  constructor(private readonly operation: Operation) {
    const fragments = operation.document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
    this.#fragments = new Map(
      (fragments as FragmentDefinitionNode[]).map((fragment) => [fragment.name.value, fragment]),
    );
  }

  ofSelections({ selections }: SelectionSetNode, parent: GraphQLNamedType): number {
    let cost = 0;
    for (const selection of selections) {
      switch (selection.kind) {
        case Kind.FIELD:
          cost += this.#ofField(selection, parent);
          break;
        case Kind.INLINE_FRAGMENT:
          cost += this.ofSelections(
            selection.selectionSet,
            this.#typeNamed(selection.typeCondition?.name.value) ?? parent,
          );
          break;
        case Kind.FRAGMENT_SPREAD:
          cost += this.#ofFragment(selection.name.value);
      }
    }
    return cost;
  }

  #ofFragment(name: string): number {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const fragment = this.#fragments.get(name);
    const type = this.#typeNamed(fragment?.typeCondition.name.value);
    const cost = fragment && type ? this.ofSelections(fragment.selectionSet, type) : 0;
    this.#known.set(name, cost);
    return cost;
  }

  #ofField(node: FieldNode, parent: GraphQLNamedType): number {
    const fields = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields() : {};
    const field = fields[node.name.value];
    if (field === undefined || node.selectionSet === undefined) return 1;
    const type = getNamedType(field.type);
    const inside = isCompositeType(type) ? this.ofSelections(node.selectionSet, type) : 0;
    const isConnection = field.args.some(({ name }) => name === 'first');
    return 1 + inside * (isConnection ? this.#pageSize(node) : 1);
  }

  #pageSize({ arguments: given = [] }: FieldNode): number {
    const sizes = given
      .filter(({ name: { value } }) => value === 'first' || value === 'last')
      .map(({ value }) => this.#numberOf(value))
      .filter((size) => size !== null);
    // What is out of range is refused when it is executed.
    return sizes.length === 0 ? defaultPageSize : Math.min(largestPage, Math.max(0, ...sizes));
  }

  #numberOf(value: ValueNode): number | null {
    if (value.kind === Kind.INT) return Number(value.value);
    if (value.kind !== Kind.VARIABLE) return null;
    const name = value.name.value;
    const given = this.operation.variableValues?.[name];
    if (given !== undefined) return typeof given === 'number' ? given : null;
    const { document, operationName } = this.operation;
    const variables = getOperationAST(document, operationName)?.variableDefinitions ?? [];
    const ownDefault = variables.find(({ variable }) => variable.name.value === name)?.defaultValue;
    return ownDefault?.kind === Kind.INT ? Number(ownDefault.value) : null;
  }

  #typeNamed(name: string | undefined): GraphQLNamedType | null {
    return name === undefined ? null : (this.operation.schema.getType(name) ?? null);
  }
}
