// How large and how deep an operation may be, and whether it may ask for the schema. The same over HTTP and WebSocket, since both parse
// and validate with yoga's plugins.
import { maxAliasesPlugin } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthPlugin } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesPlugin } from '@escape.tech/graphql-armor-max-directives';
import { NoSchemaIntrospectionCustomRule, parse } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Limits } from '../config-limits.ts';

export interface DocumentRules {
  readonly limits: Pick<Limits, 'depth' | 'aliases' | 'directives' | 'tokens'>;
  readonly introspection: boolean;
}

/** The parser itself stops at the last token allowed: what is behind it costs nothing. */
function limitTokens(maxTokens: number): Plugin {
  return {
    onParse({ setParseFn }) {
      setParseFn((source, options) => parse(source, { ...options, maxTokens }));
    },
  };
}

const withoutIntrospection: Plugin = {
  onValidate({ addValidationRule }) {
    addValidationRule(NoSchemaIntrospectionCustomRule);
  },
};

export function documentPlugins({ limits, introspection }: DocumentRules): Plugin[] {
  return [
    limitTokens(limits.tokens),
    // graphql itself keeps questions about the schema from going round in circles; those are long and deep, and allowed.
    maxDepthPlugin({ n: limits.depth, flattenFragments: true, ignoreIntrospection: true }) as Plugin,
    maxAliasesPlugin({ n: limits.aliases, allowList: [] }) as Plugin,
    maxDirectivesPlugin({ n: limits.directives }) as Plugin,
    ...(introspection ? [] : [withoutIntrospection]),
  ];
}
