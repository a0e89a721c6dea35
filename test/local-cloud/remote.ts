/**
 * Whether the tests hold the local cloud against a real one: with REMOTE=1 those that can run in the environment that
 * TCB_ENV names, with the credentials in TENCENTCLOUD_SECRETID and TENCENTCLOUD_SECRETKEY. It must be an environment of
 * its own for this: see docs/local-cloud.md.
 */
export const REMOTE = process.env.REMOTE === '1'

/** Tests that look behind the wire, move the clock or speak as somebody: no real environment lets them. */
export const onlyLocal = REMOTE ? test.skip : test
