namespace Altogic.Reactive.Internal.Binding;

internal enum ArrivalKind
{
    Input,
    Failure,
    Action,
    End,
}
