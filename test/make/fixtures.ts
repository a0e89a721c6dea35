import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Duty } from '#contract/features/index'
import type { RefusalCode } from '#contract/kernel/errors'
import type { Contract } from '#contract/kernel/rpc'
import type { Member } from '../../cloudfunctions/kernel/identity/member'
import type { Pages } from '../journeys/view'
import type { Place } from './places'
import type { World } from './world'

/** The kinds of people whom the gate tells apart; `console` has no phone but the secret. */
export type Role =
  | 'stranger'
  | 'frozen'
  | 'left'
  | 'outside'
  | 'student'
  | 'staff'
  | 'worker'
  | 'console'
  | Duty

/**
 * Roles that get past a gate: `everyone`, also strangers; `joined`, every active person; `members`, those without the
 * people from outside; or the roles that are named, whose first stands for the operation in generated tests.
 */
export type Allowed = 'everyone' | 'joined' | 'members' | readonly Role[]

type Op<C extends Contract> = keyof C['ops'] & string

export type AccessTable<C extends Contract> = Record<Op<C>, Allowed>
export type Budget<C extends Contract> = Record<Op<C>, number>

/** How far the operations of a duty reach; each of them is in one of the four records. */
export interface Scope<C extends Contract = Contract> {
  /** Operations on one thing, and what is answered for the thing of each of `PLACES`. */
  things?: Partial<Record<Op<C>, ScopedThing>>
  /** Lists that show what lies inside the scope. */
  lists?: Partial<Record<Op<C>, ScopedList>>
  /** Operations that concern the whole organisation: a duty for a part of it is not enough. */
  everywhere?: Op<C>[]
  /** Operations that concern no department of their own, and why. */
  unscoped?: Partial<Record<Op<C>, string>>
  /** Documents of a place by collection; `departments` are nodes of the tree. */
  documents?(place: Place): Record<string, object[]>
}

export interface ScopedThing {
  input(place: Place): object
  codes: [own: string, below: string, beside: string, above: string]
}

export interface ScopedList {
  input?: object
  /** The id of the place's item. */
  id(place: Place): string
}

/** A request that changes something. */
export interface Write {
  /** The persona who sends it, where it is not the one who stands for the operation. */
  as?: string
  /** Its input, or what has to happen before and answers the input. */
  input?: object | ((world: World) => Promise<object> | object)
  /** The refusal of the repeated request where the interrupted one may be lost with nothing done. */
  lost?: RefusalCode
  /** A collection in which the interrupted request may leave out its row. */
  mayLack?: string
  /** The timer's next run completes what an interrupted request left. */
  byTimer?: true
}
export type Writes<C extends Contract = Contract> = Partial<Record<Op<C>, Write[]>>

export interface TimerWork {
  /** Collections in which the work shows, and rows that are gone, as `collection/id`. */
  shows: string[]
  /** Fields that count attempts, by collection: an interrupted run counts once more. */
  counts?: Record<string, string[]>
  /** Closes what the work needed. */
  end?(): unknown
}

/** Facts about a feature for the generated tests, as `test/<word>/fixtures.ts` exports them; by operation where an operation is named. */
export interface Fixtures<C extends Contract = Contract> {
  /** The roles that get past each operation's gate. */
  access?: AccessTable<C>
  /** The most database calls of each operation, the caller's identity included. */
  budget?: Budget<C>
  scope?: Scope<C>
  /** The members of the seeded organisation who stand for the feature's duties. */
  personas?: Partial<Record<Duty, string>>
  /** Personas who stand for an operation that takes somebody with a part in what it concerns. */
  standIns?: Partial<Record<Op<C>, string>>
  /** Fields of an input that the operation finds something with; required ones that lack get the smallest value. */
  sample?: Partial<Record<Op<C>, object>>
  /** Requests that change something, one for each way, where the sample would be refused or change nothing. */
  writes?: Writes<C>
  /** Requests that find something, where the sample would be refused. */
  reads?: Writes<C>
  /** Requests that keep the texts they are sent, where those of `writes` serve another purpose. */
  keepsText?: Writes<C>
  /** Texts that no operation keeps, because something is looked for by them: the operation and the field. */
  lookedFor?: string[]
  /** Settings of the functions under which everything can be written. */
  settings?: Record<string, string>
  /** People beside the seed whom `writes` are about. */
  people?: Member[]
  /** Leaves the timer something to do of each kind, at the moment at which it runs. */
  timerWork?(world: World, at: Date): Promise<TimerWork>
  /** Asks the database in ways in which the samples do not, such as later pages and filters. */
  queries?(world: World): Promise<void>
  pages?: Pages
}

const TESTS = join(__dirname, '..')

/** The facts of every feature by its word. */
export const fixtures: Record<string, Fixtures> = Object.fromEntries(
  readdirSync(TESTS)
    .filter(word => word !== basename(__dirname) && existsSync(join(TESTS, word, 'fixtures.ts')))
    .map(word => [word, require(join(TESTS, word, 'fixtures.ts')).fixtures as Fixtures]),
)

/** One kind of fact of all features, by the titles of their operations, such as `room.list`. */
export const factsByTitle = <T>(
  facts: (feature: Fixtures) => Partial<Record<string, T>> | undefined,
): Record<string, T> =>
  Object.fromEntries(
    Object.entries(fixtures).flatMap(([word, feature]) =>
      Object.entries(facts(feature) ?? {}).map(([op, fact]) => [`${word}.${op}`, fact as T]),
    ),
  )
