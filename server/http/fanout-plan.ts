// Which operations may share their results, and with whom: reads the document and the schema's marks, runs nothing.
import { type DocumentNode, type GraphQLSchema, getOperationAST, Kind, type OperationDefinitionNode, print, visit } from 'graphql';
import type { ApiContext } from '../schema/context.ts';
import type { Fanout } from '../schema/fanout.ts';

export interface SharingPlan {
  /** Subscribers with the same key get the same bytes. */
  keyFor(variables: Readonly<Record<string, unknown>>, context: ApiContext): string;
}

/** `null`: to be executed for each subscriber alone. */
export type PlanSharing = (document: DocumentNode, operationName: string | null | undefined) => SharingPlan | null;

/** JSON with the keys of objects in order, so that equal values read equal. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** Variables that are used anywhere but in a personal argument of the root field. Fragments count, whoever uses them. */
function sharedVariables(document: DocumentNode, operation: OperationDefinitionNode, personal: readonly string[]): readonly string[] {
  const names = new Set<string>();
  const [root] = operation.selectionSet.selections;
  visit(document, {
    enter(node, _key, _parent, _path, ancestors) {
      if (node.kind === Kind.VARIABLE_DEFINITION) return false;
      if (node.kind === Kind.ARGUMENT && ancestors.at(-1) === root && personal.includes(node.name.value)) return false;
      if (node.kind === Kind.VARIABLE) names.add(node.name.value);
      return undefined;
    },
  });
  return [...names].sort();
}

export function createSharingPlanner(schema: GraphQLSchema): PlanSharing {
  const plans = new WeakMap<DocumentNode, Map<string, SharingPlan | null>>();

  function plan(document: DocumentNode, operationName: string): SharingPlan | null {
    const operation = getOperationAST(document, operationName || null);
    const root = operation?.selectionSet.selections[0];
    // Anything but one plain field is rare enough to go its own way: aliases are fine, conditions and fragments at the root are not.
    if (!operation || root?.kind !== Kind.FIELD || root.directives?.length || operation.selectionSet.selections.length > 1) return null;
    const field = schema.getSubscriptionType()?.getFields()[root.name.value];
    const fanout = field?.extensions.fanout as Fanout | undefined;
    if (operation.operation !== 'subscription' || !field || !fanout) return null;
    const text = document.loc?.source.body ?? print(document);
    const names = sharedVariables(document, operation, fanout.personal);
    return {
      keyFor: (variables, context) =>
        canonicalJson([text, operationName, fanout.audience(context), names.map((name) => [name, variables[name]])]),
    };
  }

  return (document, operationName) => {
    const byName = plans.get(document) ?? new Map<string, SharingPlan | null>();
    plans.set(document, byName);
    const name = operationName ?? '';
    const known = byName.get(name);
    if (known !== undefined) return known;
    const made = plan(document, name);
    byName.set(name, made);
    return made;
  };
}
