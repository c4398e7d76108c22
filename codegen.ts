// Turns schema.graphql and the documents written in client/ into the typed documents of client/graphql/generated.
// It decides nothing about the contract; `--check` writes nothing and fails when the committed files have drifted.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { preset } from '@graphql-codegen/client-preset';
import { codegen } from '@graphql-codegen/core';
import { buildSchema, type GraphQLSchema, isEnumType, parse, print, stripIgnoredCharacters } from 'graphql';

const ROOT = import.meta.dirname;
const CLIENT = join(ROOT, 'client');
const OUT = join(CLIENT, 'graphql', 'generated');
/** `graphql(` followed by one template literal without substitutions: the only form in which documents are written. */
const DOCUMENT = /\bgraphql\(\s*`([^`]*)`/g;

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return path === OUT ? [] : sourceFiles(path);
      return /\.tsx?$/.test(entry.name) ? [path] : [];
    })
    .sort();
}

function readDocuments() {
  return sourceFiles(CLIENT).flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(DOCUMENT)].map(([, text = '']) => ({
      location: relative(ROOT, path),
      rawSDL: text,
      document: parse(text),
    })),
  );
}

/** The codes of `extensions.code` stand in no operation, so the preset leaves their enum out. */
function errorCodes(schema: GraphQLSchema): string {
  const codes = schema.getType('ErrorCode');
  if (!isEnumType(codes)) throw new Error('The schema has no enum ErrorCode.');
  return `export type ErrorCode =\n${codes
    .getValues()
    .map(({ name }) => `  | '${name}'`)
    .join('\n')};\n`;
}

/** Documents as text under the same types: as trees, forty of them are a tenth of what a phone loads. urql parses those that are used. */
function asText(generated: string): string {
  return generated.replaceAll(
    /^(export const \w+Document = )(\{.*\})( as unknown as DocumentNode<.*>;)$/gm,
    (_line, name: string, tree: string, type: string) => name + JSON.stringify(stripIgnoredCharacters(print(JSON.parse(tree)))) + type,
  );
}

async function generate(): Promise<Map<string, string>> {
  const sdl = readFileSync(join(ROOT, 'schema.graphql'), 'utf8');
  const schema = parse(sdl);
  const schemaAst = buildSchema(sdl);
  const parts = await preset.buildGeneratesSection({
    baseOutputDir: `${OUT}/`,
    schema,
    schemaAst,
    documents: readDocuments(),
    plugins: [],
    pluginMap: {},
    presetConfig: { fragmentMasking: false, skipIndexFile: true },
    config: {
      scalars: { Timestamp: 'number', Base64: 'string' },
      strictScalars: true,
      useTypeImports: true,
      enumType: 'string-literal',
      // TypeScript is told `.ts` extensions, for no build step rewrites them.
      importExtension: '.ts',
      skipTypename: true,
    },
  });
  const files = new Map<string, string>([[join(OUT, 'error-code.ts'), errorCodes(schemaAst)]]);
  for (const part of parts) files.set(part.filename, `${asText((await codegen({ ...part, schemaAst })).trimEnd())}\n`);
  return files;
}

const read = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
};

const files = await generate();
if (process.argv.includes('--check')) {
  const drifted = [...files].filter(([path, text]) => read(path) !== text).map(([path]) => relative(ROOT, path));
  if (drifted.length > 0) {
    process.stderr.write(`Generated documents are out of date: ${drifted.join(', ')}. Run: npm run codegen\n`);
    process.exitCode = 1;
  }
} else {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  for (const [path, text] of files) writeFileSync(path, text);
}
