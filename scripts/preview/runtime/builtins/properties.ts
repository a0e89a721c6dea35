type PropertyType = StringConstructor | BooleanConstructor | NumberConstructor | ArrayConstructor | null
export interface Property<T = unknown> {
  type: PropertyType
  value: T
}

export const text = (value = ''): Property<string> => ({ type: String, value })
export const flag = (value = false): Property<boolean> => ({ type: Boolean, value })
export const number = (value = 0): Property<number> => ({ type: Number, value })
export const any = <T>(value: T): Property<T> => ({ type: null, value })

export type PropertyMap = Record<string, Property>
export type Values<P extends PropertyMap> = { [K in keyof P]: P[K] extends Property<infer T> ? T : never }
