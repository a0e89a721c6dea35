import { repair } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { explain } from '../../../../ui/phase'
import { editing } from '../../../../ui/sheet'
import { faultsOf, inputOf, MODES, TOO_FEW } from './view'

const sheet = editing({
  send: client(repair).restock,
  inputOf,
  faultsOf,
  labels: { count: '数量', reason: '原因' },
})

/** The sheet that adds to the stock, or corrects it to a count. Triggers `close`, and `done` with the MaterialView. */
Component({
  ...sheet,
  data: { ...sheet.data, modes: MODES },
  methods: {
    ...sheet.methods,
    fail(error: unknown): unknown {
      if (explain(error).code !== 'STOCK_SHORT') return this.showRefusal(error)
      return this.setData({ phase: 'ready', faults: { count: TOO_FEW }, problem: TOO_FEW })
    },
  },
})
