import type { directory } from '#contract/directory'
import type { Handlers } from '../kernel/serve'
import { imports } from './imports'
import { organisation } from './organisation'
import { people } from './people'

export const handlers: Handlers<typeof directory> = { ...people, ...organisation, ...imports }
