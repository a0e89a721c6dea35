/** Values of glass-easel's `const enum`s, which exist only in its type declarations. */
export const NO_DEFAULT = 1
export const ANIMATION_STYLE = 2
export const TEMPORARY_CLASS = 3
