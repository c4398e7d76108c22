// `npm run schema`: writes schema.graphql from the code; with `--check` only tells, by the exit code, whether the file is up to date.
// Another file may be named.
import { readFileSync, writeFileSync } from 'node:fs';
import { printSchema } from 'graphql';
import { schema } from './index.ts';

const HEADER = `# Coro's public contract. Printed from server/schema by \`npm run schema\`; do not edit by hand.
`;
const [file = new URL('../../schema.graphql', import.meta.url)] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const printed = `${HEADER}\n${printSchema(schema)}\n`;

if (!process.argv.includes('--check')) writeFileSync(file, printed);
else if (readFileSync(file, 'utf8') !== printed) {
  process.stderr.write('schema.graphql is not what server/schema prints. Run `npm run schema` and commit the result.\n');
  process.exitCode = 1;
}
