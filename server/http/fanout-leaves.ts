// The shortest way from a value to its result for an operation that asks one object for plain leaves, as everybody does of sound:
// the general executor costs as much for a chunk as a dozen listeners. What is not as plain as that is left to the executor, and so
// is every value with something wrong in it, so that errors and nulls are always the executor's.
import {
  type DocumentNode,
  defaultFieldResolver,
  type FieldNode,
  type GraphQLField,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getOperationAST,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { ApiContext } from '../schema/context.ts';

type Plain = Readonly<Record<string, unknown>>;

/** The `data` of the result; `null`: this value is one for the executor. */
export type ReadLeaves = (value: object, context: ApiContext) => Plain | null;

type Field = GraphQLField<unknown, ApiContext>;
type ReadLeaf = (value: object, context: ApiContext) => unknown;

/** Thrown to leave a value to the executor. */
const NOT_PLAIN = new Error('not a plain value');
const NO_ARGUMENTS = Object.freeze({});
/** A resolver that takes a fourth parameter wants to know of the query. */
const PARAMETERS = 3;

/** Not the executor's only difference from a plain read: a method or a promise is its business. */
function known(value: unknown): unknown {
  if (value === undefined || typeof value === 'function' || value instanceof Promise) throw NOT_PLAIN;
  return value;
}

function serialized(type: GraphQLLeafType, value: unknown): unknown {
  return known(type.serialize(known(value)));
}

function completed(type: GraphQLOutputType, value: unknown): unknown {
  if (isNonNullType(type)) {
    if (value === null) throw NOT_PLAIN;
    return completed(type.ofType, value);
  }
  if (value === null) return null;
  if (!isListType(type)) return serialized(type as GraphQLLeafType, value);
  if (!Array.isArray(value)) throw NOT_PLAIN;
  return value.map((item) => completed(type.ofType, item));
}

function isPlainType(type: GraphQLOutputType): boolean {
  return isNonNullType(type) || isListType(type) ? isPlainType(type.ofType) : isLeafType(type);
}

function isPlainField({ resolve, args, type }: Field): boolean {
  return isPlainType(type) && args.length === 0 && (resolve?.length ?? 0) <= PARAMETERS;
}

function leafOf({ resolve, name, type }: Field): ReadLeaf {
  if (resolve === undefined || resolve === defaultFieldResolver) return (value) => completed(type, known((value as Plain)[name]));
  const read = resolve as (value: object, args: object, context: ApiContext) => unknown;
  return (value, context) => completed(type, known(read(value, NO_ARGUMENTS, context)));
}

/** Every selection as a leaf, by its name in the result; `null` when one is none. */
function leavesOf(type: GraphQLObjectType, { selections }: SelectionSetNode): ReadonlyMap<string, ReadLeaf> | null {
  const leaves = new Map<string, ReadLeaf>();
  for (const node of selections) {
    if (node.kind !== Kind.FIELD || node.directives?.length) return null;
    const field = type.getFields()[node.name.value];
    if (node.name.value === '__typename') leaves.set(responseName(node), () => type.name);
    else if (field && isPlainField(field)) leaves.set(responseName(node), leafOf(field));
    else return null;
  }
  return leaves;
}

const responseName = ({ alias, name }: FieldNode): string => alias?.value ?? name.value;

/** For a subscription whose root field passes its source on; `null`: all of it is for the executor. The document must be valid. */
export function planLeaves(schema: GraphQLSchema, document: DocumentNode, operationName: string | null | undefined): ReadLeaves | null {
  const root = getOperationAST(document, operationName)?.selectionSet.selections[0];
  if (root?.kind !== Kind.FIELD || root.directives?.length || root.selectionSet === undefined) return null;
  const field = schema.getSubscriptionType()?.getFields()[root.name.value];
  const type = field && isNonNullType(field.type) ? field.type.ofType : field?.type;
  // One parameter, so it reads nothing but the source.
  if (!isObjectType(type) || field?.resolve?.length !== 1) return null;
  const leaves = leavesOf(type, root.selectionSet);
  if (leaves === null) return null;
  const name = responseName(root);
  const pass = field.resolve as (source: object) => unknown;

  return (source, context) => {
    try {
      const value = pass(source);
      if (typeof value !== 'object' || value === null || value instanceof Promise) return null;
      const data: Record<string, unknown> = {};
      for (const [leaf, read] of leaves) data[leaf] = read(value, context);
      return { [name]: data };
    } catch {
      return null;
    }
  };
}
