// Lists at the end what was skipped (an absent service, no browser), and turns skips into a failure where
// CORO_REQUIRE_SERVICES=1 says that everything has to be there. Closes with one plain line of counts.
import type { Reporter, TestModule } from 'vitest/node';

export default class SkippedReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const counts = { passed: 0, failed: 0, skipped: 0, pending: 0 };
    const skipped: string[] = [];
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const result = test.result();
        counts[result.state] += 1;
        if (result.state === 'skipped') skipped.push(`${module.moduleId.replace(`${process.cwd()}/`, '')}: ${test.fullName}`);
      }
    }
    if (skipped.length > 0) process.stdout.write(`\nSkipped:\n${skipped.map((line) => `  ${line}`).join('\n')}\n`);
    if (skipped.length > 0 && process.env.CORO_REQUIRE_SERVICES === '1') {
      process.stdout.write('CORO_REQUIRE_SERVICES=1: a skipped test is a failed run.\n');
      process.exitCode = 1;
    }
    process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
  }
}
