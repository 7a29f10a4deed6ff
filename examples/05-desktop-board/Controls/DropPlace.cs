using System.Drawing;
using Altogic.Reactive.Examples.DesktopBoard.ViewModels;

namespace Altogic.Reactive.Examples.DesktopBoard.Controls;

/// <summary>Where a dragged card would go: right above a card, or with null to the end of the list; and the mark that shows it.</summary>
internal sealed record DropPlace(string List, Card? Below, Rectangle Mark);
