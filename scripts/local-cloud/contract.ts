import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { toJsonSchema } from '@valibot/to-json-schema'
import type { Contract } from '#contract/kernel/rpc'

const CONTRACTS = join(__dirname, '..', '..', 'miniprogram', 'contract')

/** The contract of every feature: each file of miniprogram/contract exports one. */
export const contracts: Contract[] = readdirSync(CONTRACTS)
  .filter(name => name.endsWith('.ts'))
  .flatMap(name => Object.values(require(join(CONTRACTS, name)) as object).filter(isContract))

function isContract(value: unknown): value is Contract {
  return typeof value === 'object' && value !== null && 'ops' in value && 'name' in value
}

/** Every operation with its access and the JSON Schema of its input. */
export const describeContracts = () =>
  contracts.flatMap(({ name, ops }) =>
    Object.entries(ops).map(([op, { access, input }]) => ({
      function: name,
      op,
      access,
      // Checks that JSON Schema cannot say are left out of the description, not of the validation.
      input: toJsonSchema(input as never, { typeMode: 'input', errorMode: 'ignore' }),
    })),
  )
