import { todo } from '#contract/todo'
import { serve } from '../kernel/serve'
import { handlers } from './handlers'

export const main = serve(todo, handlers)
