import { personas } from '../seed'

/** The openid of a persona's id, or else the openid itself; undefined without a value. */
export const openidOf = (as: unknown): string | undefined => {
  if (typeof as !== 'string' || !as) return undefined
  return personas.find(({ id }) => id === as)?.openid ?? as
}
