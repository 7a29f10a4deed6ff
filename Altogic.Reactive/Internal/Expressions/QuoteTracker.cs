namespace Altogic.Reactive.Internal.Expressions;

/// <summary>Follows expression text and knows whether its end stands inside a text literal.</summary>
internal struct QuoteTracker
{
    private const char None = '\0';

    private bool _escaping;

    /// <summary>The quote that is still open, or '\0'.</summary>
    public char Delimiter { readonly get; private set; }

    /// <summary>Whether the end stands inside a text literal.</summary>
    public readonly bool InsideText => Delimiter != None;

    /// <summary>Whether the text ends with a back-slash that still waits for the character it escapes.</summary>
    public readonly bool IsEscaping => _escaping;

    /// <summary>Moves over text that the author of the expression wrote.</summary>
    public void Read(string text)
    {
        foreach (var c in text) Read(c);
    }

    private void Read(char c)
    {
        if (!InsideText)
        {
            if (c is '\'' or '"') Delimiter = c;
        }
        else if (_escaping)
        {
            _escaping = false;
        }
        else if (c == '\\')
        {
            _escaping = true;
        }
        else if (c == Delimiter)
        {
            Delimiter = None;
        }
    }
}
