namespace Altogic.Reactive.Backend;

/// <summary>The backend cannot start as told. The message names the option or the file and says what to do.</summary>
public class BackendStartException : Exception
{
    /// <summary>Makes an exception without a message.</summary>
    public BackendStartException()
    {
    }

    /// <summary>Makes an exception that says what is wrong and what to do.</summary>
    public BackendStartException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception that says what is wrong and what to do.</summary>
    public BackendStartException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
