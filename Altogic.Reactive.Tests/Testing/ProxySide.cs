namespace Altogic.Reactive.Tests.Testing;

/// <summary>The two ends of what goes through a <see cref="FaultProxy"/>.</summary>
internal enum ProxySide
{
    Client = 1,
    Server,
}
