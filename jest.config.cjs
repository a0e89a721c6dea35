// Nothing may depend on the machine's zone: the tests run in one that is neither UTC nor the product's.
process.env.TZ = 'America/New_York'

/** One runner for every layer. Browser journeys live in test/journeys and run when a browser is found. */
module.exports = {
  rootDir: __dirname,
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  setupFiles: ['<rootDir>/test/make/date.cjs'],
  testSequencer: '<rootDir>/test/make/sequencer.cjs',
  transform: { '\\.ts$': '<rootDir>/test/make/transform.cjs' },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.local/'],
  testTimeout: 60_000,
  // A worker for each core: more are faster where browsers wait, but slow machines then miss the times of browser tests.
  maxWorkers: '100%',
}
