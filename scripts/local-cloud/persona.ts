import { personas } from '../seed'

/** A persona by its id; anything else is an openid, and nothing is nobody. */
export const openidOf = (as: unknown): string | undefined => {
  if (typeof as !== 'string' || !as) return undefined
  return personas.find(({ id }) => id === as)?.openid ?? as
}
