namespace Altogic.Reactive.Tests.Backend.Endpoints;

/// <summary>How a service is written.</summary>
public enum ServiceKind
{
    Code,
    Http,
}
