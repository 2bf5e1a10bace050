import { defineConfig } from 'vitest/config'

/** Tests that start hosts or synthesize, after the others. */
const heavy = [
  'tests/**/*.int.test.ts',
  'tests/{journeys,torture,browser}/**/*.test.ts',
  'tests/infra/*.test.ts',
]
/** Whole simulations, and engines in the tests' own process. */
const long = ['tests/{contract,simulation}/**/*.test.ts']
/** Replace modules, or set up the environment before a module reads it: each needs modules of its own. */
const alone = [
  'tests/functions/bus/dead-letters.test.ts',
  'tests/functions/recording/race.test.ts',
  'tests/functions/sweeper/activity.test.ts',
  'tests/functions/telemetry.test.ts',
]

export default defineConfig({
  test: {
    pool: 'forks',
    // As text, where a module asks for one; else they would be empty.
    css: true,
    // What functions tell operators is looked at where it is tested; hosts of tests have an environment of their own.
    env: { POWERTOOLS_LOG_LEVEL: 'SILENT', POWERTOOLS_METRICS_DISABLED: 'true' },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: [...heavy, ...long, ...alone],
          // Modules are loaded once for all files: a third of the time. What a test stubs ends with it.
          isolate: false,
          unstubEnvs: true,
          restoreMocks: true,
          testTimeout: 20_000,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: { name: 'alone', include: alone, maxWorkers: 2, sequence: { groupOrder: 1 } },
      },
      {
        extends: true,
        test: {
          name: 'long',
          include: long,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: 'heavy',
          include: heavy,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
})
