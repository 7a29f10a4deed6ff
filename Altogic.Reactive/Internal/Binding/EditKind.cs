namespace Altogic.Reactive.Internal.Binding;

internal enum EditKind
{
    Remove,
    Insert,
    Move,
    Replace,
}
