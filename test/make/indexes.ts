import type { World } from './world'

/** Expects that a declared index served every query that the world's database was asked. */
export function expectIndexes({ cloud }: World): void {
  const { queries } = cloud.database
  expect(queries.length).toBeGreaterThan(10)
  expect(queries.filter(({ index }) => index === null)).toEqual([])
}
