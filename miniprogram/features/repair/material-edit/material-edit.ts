import { repair } from '../../../contract/repair'
import { client } from '../../../services/cloud'
import { editing } from '../../../ui/sheet'
import { inputOf, problemOf } from './view'

/**
 * The sheet that says what a material is called, counted in, and when it runs short; how many there are only movements
 * say. Triggers `close`, and `done` with the MaterialView.
 */
Component(editing({ send: client(repair).saveMaterial, inputOf, problemOf }))
