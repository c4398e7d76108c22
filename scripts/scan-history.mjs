// `npm run scan:history`: looks for secrets in every line that any commit of any branch ever added, and in what the commits say. `npm run check`
// scans only what stands in the tree now; what was taken out again is still there for whoever clones.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const secretlint = fileURLToPath(import.meta.resolve('secretlint/cli')).replace(/module\/cli\.js$/, 'bin/secretlint.js');
/** Lines are kept in one file for each commit, so that a finding names its commit. */
const COMMIT = '\u0001commit ';

/** Of the repository at `folder`: each commit's message and added lines. Merges count with what they themselves changed. */
function commitsOf(folder) {
  const log = ['log', '--all', '--patch', '--diff-merges=remerge', '--unified=0', '--no-ext-diff', '--no-textconv', '--no-color'];
  const { status, stdout, stderr } = spawnSync('git', ['-C', folder, ...log, `--format=${COMMIT}%H%n+%B`], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  if (status !== 0) throw new Error(`git log ended with ${status}: ${stderr}`);
  return stdout
    .split(COMMIT)
    .slice(1)
    .map((text) => {
      const [id = '', ...lines] = text.split('\n');
      const startOfPatch = lines.findIndex((line) => line.startsWith('diff --git '));
      const said = startOfPatch < 0 ? lines : lines.slice(0, startOfPatch);
      const patch = startOfPatch < 0 ? [] : lines.slice(startOfPatch);
      const added = patch.filter((line) => /^\+(?!\+\+ )/.test(line)).map((line) => line.slice(1));
      return { id, text: [...said, ...added].join('\n') };
    });
}

const repository = process.argv[2] ?? root;
const isShallow =
  spawnSync('git', ['-C', repository, 'rev-parse', '--is-shallow-repository'], { encoding: 'utf8' }).stdout.trim() === 'true';
if (isShallow) process.stderr.write('This clone is shallow: only the commits that it holds are looked at.\n');
const commits = commitsOf(repository);
const folder = mkdtempSync(join(tmpdir(), 'coro-history-'));
try {
  for (const { id, text } of commits) writeFileSync(join(folder, id), text);
  const config = join(root, '.secretlintrc.json');
  const { status } = spawnSync(process.execPath, [secretlint, '--no-color', '--maskSecrets', '--secretlintrc', config, '*'], {
    cwd: folder,
    stdio: 'inherit',
  });
  process.stdout.write(`${commits.length} commits looked at: ${status === 0 ? 'no secrets' : 'see above'}.\n`);
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
