import { repair } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { editing } from '../../../../ui/sheet'
import { faultsOf, inputOf } from './view'

/**
 * The sheet that says what a material is called, counted in, and when it runs short; how many there are only movements
 * say. Triggers `close`, and `done` with the MaterialView.
 */
Component(
  editing({
    send: client(repair).saveMaterial,
    inputOf,
    faultsOf,
    labels: { name: '名称', unit: '单位', low: '提醒' },
  }),
)
