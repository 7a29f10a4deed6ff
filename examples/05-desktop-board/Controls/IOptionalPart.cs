namespace Altogic.Reactive.Examples.DesktopBoard.Controls;

/// <summary>A part that a <see cref="Stack"/> leaves out while there is nothing to show.</summary>
internal interface IOptionalPart
{
    bool IsShown { get; }
}
