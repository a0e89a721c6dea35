/** Departments in which a duty for the college `cs` is tried: the college, one in it, one beside it, the one above. */
export const PLACES = ['cs', 'cs-se', 'lit', 'university'] as const
export type Place = (typeof PLACES)[number]
